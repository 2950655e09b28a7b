-- Comments from 10,000 networks, as a proxy on this machine tells of them; counts what was answered otherwise than "created".
local requests, sent = {}, 0
local threads = {}
refused = 0

function setup(thread)
  table.insert(threads, thread)
end

function init()
  for number = 0, 9999 do
    local headers = {
      ["Content-Type"] = "application/json",
      ["X-Forwarded-For"] = "10." .. math.floor(number / 250) .. "." .. (number % 250) .. ".7",
    }
    local body = '{"content":"Comment ' .. number .. ', which says something of some length about what stands above, in a line or two.",'
      .. '"author_name":"Visitor ' .. number .. '","gdpr_consent":true}'
    requests[number] = wrk.format("POST", os.getenv("BENCH_PATH"), headers, body)
  end
end

function request()
  sent = (sent + 1) % 10000
  return requests[sent]
end

function response(status)
  if status ~= 201 then refused = refused + 1 end
end

function done(summary)
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("refused") end
  io.write("Created: " .. (summary.requests - all) .. " refused: " .. all .. "\n")
end
