using System.ComponentModel.DataAnnotations;

namespace GoNoGo.Web.Configuration;

/// <summary>How mail leaves the program (configuration section <c>GoNoGo:Mail</c>).</summary>
internal sealed record MailOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Mail";

    /// <summary>The way out: <c>pickup</c> writes each mail to a folder, <c>smtp</c> sends it.</summary>
    public MailTransport Transport { get; init; } = MailTransport.Pickup;

    /// <summary>The mail server's name, for <c>smtp</c>.</summary>
    public string? Host { get; init; }

    /// <summary>The mail server's port.</summary>
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>The folder of <c>pickup</c>. Null: <c>mail</c> in the data folder.</summary>
    public string? PickupPath { get; init; }

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport is MailTransport.Smtp && string.IsNullOrWhiteSpace(Host))
        {
            yield return new ValidationResult("is missing; smtp needs the mail server's name", [nameof(Host)]);
        }
    }
}

/// <summary>A way for mail to leave.</summary>
internal enum MailTransport
{
    /// <summary>To a folder.</summary>
    Pickup,

    /// <summary>To a mail server.</summary>
    Smtp,
}
