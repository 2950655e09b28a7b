using System.Net.Sockets;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Database;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>Thrown by a service that will not let the program start; its message is the one sentence that says what to do.</summary>
/// <param name="message">For the operator, without personal data.</param>
/// <param name="cause">What it was caught from, if anything.</param>
internal sealed class StartRefusedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Turns the failures that an operator can mend into a sentence. All others are bugs and keep their stack.</summary>
internal static class StartFailure
{
    private const string HttpServer = "Microsoft.AspNetCore.Server.Kestrel.Core";

    /// <summary>The sentence for a failure.</summary>
    /// <param name="failure">What starting threw.</param>
    /// <returns>Null for what is not known.</returns>
    public static string? Explain(Exception failure) => failure switch
    {
        StartRefusedException or KeyMissingException => failure.Message,
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        IOException { InnerException: AddressInUseException } =>
            $"{failure.Message.TrimEnd('.')}; stop the other program or choose another address with --urls.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "This user may not listen on that port; choose one from 1024 upwards with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "This machine does not have the address given with --urls; choose one that it has.",
        IOException { InnerException: SocketException inner } => Explain(inner),
        InvalidOperationException { Source: HttpServer } when failure.Message.Contains("No server certificate", StringComparison.Ordinal) =>
            "There is no certificate for the https:// address in --urls: write it as http:// and have a proxy with a certificate stand "
            + "before it (docs/operations/install.md), or name one as Kestrel:Certificates:Default in appsettings.json.",
        _ => StorageFailure.Explain(failure),
    };
}
