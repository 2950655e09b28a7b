-- Requests from 10,000 networks, as a proxy on this machine tells of them; to nginx the same, which does not read it.
local requests, sent = {}, 0

function init()
  local extra = os.getenv("BENCH_HEADER")
  for number = 0, 9999 do
    local headers = { ["X-Forwarded-For"] = "10." .. math.floor(number / 250) .. "." .. (number % 250) .. ".7" }
    if extra and extra ~= "" then
      local name, value = extra:match("^(.-): (.*)$")
      headers[name] = value
    end
    requests[number] = wrk.format("GET", os.getenv("BENCH_PATH"), headers)
  end
end

function request()
  sent = (sent + 1) % 10000
  return requests[sent]
end
