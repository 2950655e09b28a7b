using System.CommandLine;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Cli;

/// <summary>How a command names the person that it is about: by their address, or by one of their comments.</summary>
internal sealed class PersonOptions
{
    private readonly Option<string?> email = new("--email") { Description = "The person with this address", HelpName = "ADDRESS" };
    private readonly Option<Guid?> comment = new("--comment") { Description = "This comment and nothing else", HelpName = "ID" };

    public void AddTo(Command command)
    {
        command.Add(email);
        command.Add(comment);
        command.Validators.Add(result =>
        {
            if (result.GetResult(email) is null == result.GetResult(comment) is null)
            {
                result.AddError("Give either --email or --comment.");
            }
        });
    }

    /// <summary>What is to be erased.</summary>
    public async Task<Result<PersonFound>> FindAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var scope = services.GetRequiredService<ErasureScope>();
        if (parsed.GetValue(comment) is { } id)
        {
            return new PersonFound(ErasureKind.Comment, id, await scope.OfCommentAsync(id, cancellationToken));
        }

        if (EmailAddress.TryParse(parsed.GetValue(email) ?? "") is not { } address)
        {
            return new SettingRefused("--email is no e-mail address; write it as ada@example.org.");
        }

        var tag = services.GetRequiredService<Pseudonyms>().Tag(address);
        return await services.GetRequiredService<SubjectDirectory>().FindAsync(tag, cancellationToken) is { } subject
            ? new PersonFound(ErasureKind.Subject, subject.Value, await scope.OfAsync(subject, cancellationToken))
            : new PersonUnknown();
    }
}

/// <summary>Who is meant, and how far that reaches.</summary>
internal sealed record PersonFound(ErasureKind Kind, Guid Target, PersonReach Reach);

/// <summary>Nothing is held about this address.</summary>
internal sealed record PersonUnknown() : NotFound("person_unknown", "Nothing is held about this address.");
