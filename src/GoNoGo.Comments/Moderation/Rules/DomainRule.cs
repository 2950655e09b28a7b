namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>Flags links to domains that are known to be bad, and to all below them.</summary>
/// <param name="Name">See <see cref="ModerationRule"/>.</param>
/// <param name="Weight">See <see cref="ModerationRule"/>.</param>
/// <param name="Domains">In ASCII and lower case, such as <c>bad.example</c>.</param>
public sealed record DomainRule(string Name, int Weight, IReadOnlyList<string> Domains) : ModerationRule(Name, Weight)
{
    private readonly HashSet<string> domains = new(Domains, StringComparer.Ordinal);

    /// <inheritdoc />
    protected override string Settings => string.Join('\n', Domains);

    /// <inheritdoc />
    public override ValueTask<Finding> JudgeAsync(ScreenedComment comment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return Found(comment.LinkHosts.Any(IsBad));
    }

    private bool IsBad(string host)
    {
        for (var rest = host; rest.Length > 0;)
        {
            if (domains.Contains(rest))
            {
                return true;
            }

            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            rest = dot < 0 ? "" : rest[(dot + 1)..];
        }

        return false;
    }
}
