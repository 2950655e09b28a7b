using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Breach;

/// <summary>
/// The register of personal data breaches (GDPR art. 33(5)): each is entered when its clock starts (<see cref="BreachKit"/>), and
/// documented as more becomes known. Audited.
/// </summary>
/// <param name="data">Where they are.</param>
/// <param name="unitOfWork">Commits what is documented with its entry in the trail.</param>
public sealed class BreachRegister(DataContext data, UnitOfWork unitOfWork)
{
    /// <summary>The most that one of its texts says, in UTF-16 units.</summary>
    public const int LongestText = 10_000;

    /// <summary>Every breach there was.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<BreachView>> ListAsync(CancellationToken cancellationToken)
    {
        var breaches = await data.Set<BreachRecord>().AsNoTracking()
            .OrderByDescending(breach => breach.AwareAt)
            .ToListAsync(cancellationToken);
        return breaches.ConvertAll(breach => new BreachView(
            breach.Id,
            breach.BeganAt,
            breach.EndedAt,
            breach.AwareAt,
            breach.AwareAt + BreachKit.Period,
            breach.AuthorityToldAt,
            breach.Subjects,
            breach.Facts,
            breach.Effects,
            breach.Remedy));
    }

    /// <summary>Documents a breach: what is given takes the place of what was there.</summary>
    /// <param name="id">Which.</param>
    /// <param name="texts">What is known now; it names nobody.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>Its id; or <see cref="BreachNotFound"/>, <see cref="BreachTextWrong"/>.</returns>
    public Task<Result<Guid>> DocumentAsync(Guid id, BreachTexts texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return unitOfWork.RunAsync<Guid>(
            async (transaction, ended) =>
            {
                if (await data.Set<BreachRecord>().SingleOrDefaultAsync(breach => breach.Id == id, ended) is not { } known)
                {
                    return new BreachNotFound();
                }

                string?[] given = [texts.Facts, texts.Effects, texts.Remedy];
                if (given.Any(text => text?.Length > LongestText))
                {
                    return new BreachTextWrong();
                }

                known.Facts = texts.Facts ?? known.Facts;
                known.Effects = texts.Effects ?? known.Effects;
                known.Remedy = texts.Remedy ?? known.Remedy;
                known.AuthorityToldAt = texts.AuthorityToldAt?.ToUniversalTime() ?? known.AuthorityToldAt;
                transaction.Audit(new AuditAct(AuditActor.Operator, "breach.documented", "breach", id.ToString("D")));
                return id;
            },
            cancellationToken);
    }
}

/// <summary>What is known of a breach; null leaves what was there.</summary>
/// <param name="Facts">What happened, and where nobody was told of it, why.</param>
/// <param name="Effects">What it means for the people concerned.</param>
/// <param name="Remedy">What was done.</param>
/// <param name="AuthorityToldAt">When the authority was told.</param>
public sealed record BreachTexts(string? Facts, string? Effects, string? Remedy, DateTimeOffset? AuthorityToldAt);

/// <summary>A breach in the register.</summary>
/// <param name="Id">Its id, also in the audit trail.</param>
/// <param name="BeganAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="AwareAt">Since when the clock runs, UTC.</param>
/// <param name="DueAt">Until when the authority had to know, UTC.</param>
/// <param name="AuthorityToldAt">When it was told, UTC; null where it was not.</param>
/// <param name="Subjects">How many people there were data of.</param>
/// <param name="Facts">What happened.</param>
/// <param name="Effects">What it means for the people concerned.</param>
/// <param name="Remedy">What was done.</param>
public sealed record BreachView(
    Guid Id,
    DateTimeOffset BeganAt,
    DateTimeOffset EndedAt,
    DateTimeOffset AwareAt,
    DateTimeOffset DueAt,
    DateTimeOffset? AuthorityToldAt,
    int Subjects,
    string Facts,
    string Effects,
    string Remedy);

/// <summary>There is no such breach in the register.</summary>
public sealed record BreachNotFound()
    : NotFound("breach_not_found", "There is no such breach in the register: 'gonogo privacy breaches' lists them.");

/// <summary>A text of the register has a length.</summary>
public sealed record BreachTextWrong()
    : InvalidField("facts", "breach_text_wrong", "Write up to 10,000 characters; keep the file elsewhere.");
