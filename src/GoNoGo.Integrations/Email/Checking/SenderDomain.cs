using System.Net.Sockets;
using DnsClient;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email.Checking;

/// <summary>
/// What DNS says of the domain that mails come from: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489). Receivers sort by it, and
/// nothing of it shows while mails are sent.
/// </summary>
internal sealed class SenderDomain(ILookupClient dns, IOptions<MailOptions> options)
{
    private const string Spf = "v=spf1";
    private const string Dmarc = "v=DMARC1";

    /// <summary>What is wrong or cannot be said; empty where all stands as it should, and where mails only go to a folder.</summary>
    public async Task<IReadOnlyList<HealthTrouble>> FindAsync(CancellationToken cancellationToken)
    {
        if (options.Value is not { Transport: MailTransport.Smtp, From: { } from })
        {
            return [];
        }

        var domain = new MailSender(from).Domain;
        if (!domain.Contains('.', StringComparison.Ordinal) || domain.StartsWith('['))
        {
            return [new("sender_domain_local", true, $"Mail:From is at {domain}, which no receiver can look up: use a domain of yours.")];
        }

        try
        {
            return
            [
                .. Judge(domain, await TextsAsync(domain, cancellationToken)),
                .. await DmarcAsync(domain, cancellationToken),
                .. await DkimAsync(domain, cancellationToken),
            ];
        }
        catch (DnsResponseException failure)
        {
            return [Unasked(domain, failure.Code.ToString())];
        }
        catch (SocketException failure)
        {
            return [Unasked(domain, failure.SocketErrorCode.ToString())];
        }
    }

    private static HealthTrouble Unasked(string domain, string reason) => new(
        "dns_unanswered",
        false,
        $"DNS did not say what it knows of {domain} ({reason}): run this where it can be asked, or look at its SPF, DKIM and DMARC there.");

    private static IEnumerable<HealthTrouble> Judge(string domain, IReadOnlyList<string> texts)
    {
        var records = texts.Where(text => text == Spf || text.StartsWith(Spf + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (records is not [var record])
        {
            yield return records.Count == 0
                ? new("spf_missing", true, $"{domain} has no SPF record: add a TXT record 'v=spf1 … -all' that names the mail server.")
                : new("spf_twice", true, $"{domain} has {records.Count} SPF records, which count as none: make them one.");
        }
        else if (record.Split(' ').Any(term => term.Equals("all", StringComparison.OrdinalIgnoreCase)
            || term.Equals("+all", StringComparison.OrdinalIgnoreCase)))
        {
            yield return new("spf_open", true, $"The SPF record of {domain} lets everybody send in its name: end it with -all.");
        }
    }

    /// <summary>The record of the domain, or of the nearest above it that has one.</summary>
    private async Task<IReadOnlyList<HealthTrouble>> DmarcAsync(string domain, CancellationToken cancellationToken)
    {
        for (var name = domain; name.Contains('.', StringComparison.Ordinal); name = name.Split('.', 2)[1])
        {
            var texts = await TextsAsync($"_dmarc.{name}", cancellationToken);
            if (texts.FirstOrDefault(text => text.StartsWith(Dmarc, StringComparison.Ordinal)) is { } record)
            {
                return ValueOf(record, "p") is "quarantine" or "reject" or "none"
                    ? []
                    :
                    [
                        new(
                            "dmarc_broken",
                            true,
                            $"The DMARC record of {name} has no policy that counts: give it p=none, quarantine or reject."),
                    ];
            }
        }

        return
        [
            new(
                "dmarc_missing",
                true,
                $"{domain} has no DMARC record, without which large receivers refuse: "
                + $"add a TXT record 'v=DMARC1; p=none' at _dmarc.{domain}."),
        ];
    }

    private async Task<IReadOnlyList<HealthTrouble>> DkimAsync(string domain, CancellationToken cancellationToken)
    {
        if (options.Value.DkimSelector is not { } selector)
        {
            return
            [
                new(
                    "dkim_unchecked",
                    false,
                    "Whether the mail server signs (DKIM) was not looked at: set Mail:DkimSelector to the selector that it signs with."),
            ];
        }

        var name = $"{selector}._domainkey.{domain}";
        var keys = (await TextsAsync(name, cancellationToken)).Select(text => ValueOf(text, "p")).OfType<string>().ToList();
        return keys switch
        {
            [] => [new("dkim_missing", true, $"There is no DKIM key at {name}: add the record that the mail server's maker gives.")],
            [""] => [new("dkim_revoked", true, $"The DKIM key at {name} is withdrawn: add the one that the mail server signs with now.")],
            _ => [],
        };
    }

    /// <summary>The value of a tag in a list such as <c>v=DKIM1; k=rsa; p=…</c>.</summary>
    private static string? ValueOf(string list, string tag) => list.Split(';')
        .Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2 && part[0].Trim() == tag)
        .Select(part => part[1].Trim())
        .FirstOrDefault();

    private async Task<IReadOnlyList<string>> TextsAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await dns.QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
        if (answer.HasError && answer.Header.ResponseCode is not DnsHeaderResponseCode.NotExistentDomain)
        {
            throw new DnsResponseException((DnsResponseCode)answer.Header.ResponseCode);
        }

        return [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
    }
}
