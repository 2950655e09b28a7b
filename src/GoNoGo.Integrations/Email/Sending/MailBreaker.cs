namespace GoNoGo.Integrations.Email.Sending;

/// <summary>
/// Leaves a relay alone that keeps failing: after some failures in a row nothing is tried for a while, then one mail at a time until one
/// goes through. In memory: a restart tries at once.
/// </summary>
internal sealed class MailBreaker(TimeProvider clock)
{
    private const int Tolerated = 5;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Lock state = new();
    private int failures;
    private DateTimeOffset closedUntil;

    /// <summary>For how long nothing is to be tried; null if a mail may go.</summary>
    public TimeSpan? Wait()
    {
        lock (state)
        {
            var now = clock.GetUtcNow();
            if (failures < Tolerated)
            {
                return null;
            }

            if (now < closedUntil)
            {
                return closedUntil - now;
            }

            // This one is the probe; the others wait for what becomes of it.
            closedUntil = now + SmtpTransport.ConnectLimit;
            return null;
        }
    }

    public void Note(SendOutcome outcome)
    {
        lock (state)
        {
            if (!outcome.IsRelayFailure)
            {
                failures = 0;
                return;
            }

            failures++;
            if (failures >= Tolerated)
            {
                var wait = First * Math.Pow(2, Math.Min(failures - Tolerated, 4));
                closedUntil = clock.GetUtcNow() + (wait < Longest ? wait : Longest);
            }
        }
    }
}
