using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Integrations.Email;

/// <summary>How mail leaves the program, and who of the staff gets which (configuration section <c>GoNoGo:Mail</c>).</summary>
public sealed record MailOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Mail";

    /// <summary>The way out: <c>pickup</c> writes each mail to a folder, <c>smtp</c> sends it.</summary>
    public MailTransport Transport { get; init; } = MailTransport.Pickup;

    /// <summary>The mail server's name, for <c>smtp</c>.</summary>
    public string? Host { get; init; }

    /// <summary>The mail server's port; 2525 where the hosting service closes 25, 465 and 587.</summary>
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>How the connection is encrypted; never not at all. Null: <c>tls</c> on port 465, <c>starttls</c> on others.</summary>
    public MailSecurity? Security { get; init; }

    /// <summary>A PEM file with certificates of authorities that are trusted beside those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>The name with which the mail server is signed in to. Null: without signing in.</summary>
    public string? Username { get; init; }

    /// <summary>The password to it. Secret.</summary>
    public string? Password { get; init; }

    /// <summary>The folder of <c>pickup</c>. Null: <c>mail</c> in the data folder.</summary>
    public string? PickupPath { get; init; }

    /// <summary>The address that mails come from; its domain should name the relay in SPF, DKIM and DMARC. <c>smtp</c> needs it.</summary>
    public string? From { get; init; }

    /// <summary>The selector with which the relay signs (DKIM); <c>gonogo doctor</c> looks its key up. Null: it does not.</summary>
    [RegularExpression("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$")]
    public string? DkimSelector { get; init; }

    /// <summary>How many mails one address gets in an hour at most. 0: as many as there are.</summary>
    [Range(0, 1_000_000)]
    public int AddressPerHour { get; init; } = 20;

    /// <summary>How many mails leave in an hour at most. 0: as many as there are.</summary>
    [Range(0, 1_000_000)]
    public int PerHour { get; init; } = 100;

    /// <summary>How many mails leave in a day at most. 0: as many as there are.</summary>
    [Range(0, 10_000_000)]
    public int PerDay { get; init; } = 1000;

    /// <summary>The operator's address.</summary>
    public string? Operator { get; init; }

    /// <summary>What the operator gets: <c>content_updated</c>, <c>problems</c>, <c>weekly_digest</c>. Null: the last two.</summary>
    public IReadOnlyList<string>? OperatorMails { get; init; }

    /// <summary>The moderators' addresses.</summary>
    public IReadOnlyList<string>? Moderators { get; init; }

    /// <summary>When moderators hear of comments that wait.</summary>
    public MailTiming ModeratorMails { get; init; } = MailTiming.AtOnce;

    /// <summary>Authors who want mail, each <c>Name as in the posts &lt;address&gt;</c>.</summary>
    public IReadOnlyList<string>? Authors { get; init; }

    /// <summary>What they get: <c>new_comment</c>, <c>content_updated</c>, <c>problems</c>. Null: the first.</summary>
    public IReadOnlyList<string>? AuthorMails { get; init; }

    internal MailSecurity SecurityInForce => Security ?? (Port == 465 ? MailSecurity.Tls : MailSecurity.StartTls);

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport is MailTransport.Smtp && string.IsNullOrWhiteSpace(Host))
        {
            yield return new ValidationResult("is missing; smtp needs the mail server's name", [nameof(Host)]);
        }

        if (Username is null != Password is null)
        {
            yield return new ValidationResult("and Username go together; set both or none", [nameof(Password)]);
        }

        if (CaFile is not null && !HoldsCertificates(CaFile))
        {
            yield return new ValidationResult("names a file that is not there or holds no certificate in PEM form", [nameof(CaFile)]);
        }

        foreach (var (name, addresses) in Addresses())
        {
            if (addresses.Any(address => address is null || EmailAddress.TryParse(address) is null))
            {
                var example = name == nameof(Authors) ? "Ada Lovelace <ada@example.org>" : "blog@example.org";
                yield return new ValidationResult($"holds what is no e-mail address; write it as {example}", [name]);
            }
        }

        foreach (var (name, kinds, known) in Choices())
        {
            if (kinds?.FirstOrDefault(kind => !known.Contains(kind)) is { } wrong)
            {
                yield return new ValidationResult($"names '{wrong}'; it takes {string.Join(", ", known)}", [name]);
            }
        }
    }

    private static bool HoldsCertificates(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates.Count > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }

    private IEnumerable<(string Name, IEnumerable<string?> Addresses)> Addresses()
    {
        yield return (nameof(From), From is null ? [] : [From]);
        yield return (nameof(Operator), Operator is null ? [] : [Operator]);
        yield return (nameof(Moderators), Moderators ?? []);
        yield return (nameof(Authors), Authors?.Select(author => ConfiguredStaff.Split(author)?.Address) ?? []);
    }

    private IEnumerable<(string Name, IReadOnlyList<string>? Kinds, IReadOnlyList<string> Known)> Choices()
    {
        yield return (nameof(OperatorMails), OperatorMails, ["content_updated", "problems", "weekly_digest"]);
        yield return (nameof(AuthorMails), AuthorMails, ["new_comment", "content_updated", "problems"]);
    }
}

/// <summary>A way for mail to leave.</summary>
public enum MailTransport
{
    /// <summary>To a folder.</summary>
    Pickup,

    /// <summary>To a mail server.</summary>
    Smtp,
}

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>After STARTTLS, which the server must offer (RFC 3207).</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314).</summary>
    Tls,
}
