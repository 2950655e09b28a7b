using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Health;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email.Checking;

/// <summary>Whether mails could leave now: a hand-shake with the mail server in which none does, or a look into the folder.</summary>
internal sealed class MailWay(SmtpConnections connections, PickupFolder folder, IOptions<MailOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<HealthTrouble>> FindAsync(CancellationToken cancellationToken) =>
        options.Value.Transport is MailTransport.Smtp ? await GreetAsync(cancellationToken) : Look();

    private async Task<IReadOnlyList<HealthTrouble>> GreetAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var connection = await connections.RentAsync(stop.Token);
            connection.IsReusable = true;
            await connections.ReturnAsync(connection);
            return [];
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return [Trouble("RelayTooSlow")];
        }
        catch (SmtpCommandException refusal)
        {
            return [Trouble($"Smtp{(int)refusal.StatusCode}")];
        }
        catch (Exception exception) when (SmtpReplies.ErrorTypeOf(exception, begun: false) is { } errorType)
        {
            return [Trouble(errorType)];
        }
    }

    private HealthTrouble Trouble(string errorType)
    {
        var server = $"The mail server {options.Value.Host}:{options.Value.Port}";
        var (finding, mend) = errorType switch
        {
            "RelayUnreachable" => ("cannot be reached", "look at Mail:Host and Mail:Port; where the port is closed, 2525 may be open"),
            "RelayTooSlow" => (
                $"says nothing for {TimeLimit.TotalSeconds:0} seconds", "the port may be another one, or closed; try 2525"),
            "TlsRefused" => (
                "shows a certificate that is not trusted for this name", "correct Mail:Host, or name its authority in Mail:CaFile"),
            "StartTlsMissing" => (
                "offers no STARTTLS, and nothing is sent in plain text", "use another port, or set Mail:Security to tls"),
            "AuthenticationRefused" => ("refuses Mail:Username and Mail:Password", "correct them"),
            _ => ($"refused the hand-shake ({errorType})", "ask who runs it"),
        };
        return new HealthTrouble("relay_refused", true, $"{server} {finding}: {mend}.");
    }

    private IReadOnlyList<HealthTrouble> Look()
    {
        try
        {
            folder.Ensure();
            return
            [
                new HealthTrouble(
                    "mails_go_to_a_folder",
                    false,
                    $"Mails go to the folder {folder.Path}, from where nobody gets them: for sending, set Mail:Transport to smtp."),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return
            [
                new HealthTrouble(
                    "folder_unwritable", true, $"The mail folder {folder.Path} cannot be written: let this user write there."),
            ];
        }
    }
}
