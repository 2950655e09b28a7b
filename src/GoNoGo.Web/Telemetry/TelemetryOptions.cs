using System.ComponentModel.DataAnnotations;
using System.Net;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Telemetry;

/// <summary>Where traces, metrics and logs go (configuration section <c>GoNoGo:Telemetry</c>). Without an address, nowhere.</summary>
internal sealed record TelemetryOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "GoNoGo:Telemetry";

    private const int HighestPort = 65_535;

    /// <summary>The collector, such as <c>http://localhost:4318</c>, or port 4317 for <c>grpc</c>. Null: nothing is sent.</summary>
    [HttpUrl]
    public string? OtlpEndpoint { get; init; }

    /// <summary>How it is spoken to (OTLP 1): <c>http</c>, which is protobuf over HTTP, or <c>grpc</c>.</summary>
    public OtlpTransport OtlpProtocol { get; init; } = OtlpTransport.Http;

    /// <summary>Headers for the collector, as <c>name=value</c>, several separated by commas. Secret.</summary>
    public string? OtlpHeaders { get; init; }

    /// <summary>Whether traces are sent.</summary>
    public bool Traces { get; init; } = true;

    /// <summary>Whether metrics are sent.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Whether the lines of the program's own log are sent.</summary>
    public bool Logs { get; init; } = true;

    /// <summary>Which part of all traces is sent, from 0 to 1; whole traces, those of events with the requests they come from.</summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; init; } = 1;

    /// <summary>The port at which Prometheus reads metrics, at <c>/metrics</c>; 0: one from the system. Null: there is none.</summary>
    [Range(0, HighestPort)]
    public int? PrometheusPort { get; init; }

    /// <summary>The address on which that port is open: who reaches it reads every metric.</summary>
    [Required]
    public string PrometheusAddress { get; init; } = "127.0.0.1";

    /// <summary>What no single value shows to be wrong.</summary>
    /// <param name="validationContext">Not needed.</param>
    /// <returns>A sentence for each fault.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(PrometheusAddress, out _))
        {
            yield return new ValidationResult("is no IP address such as 127.0.0.1", [nameof(PrometheusAddress)]);
        }
    }
}

/// <summary>How a collector is spoken to.</summary>
internal enum OtlpTransport
{
    /// <summary>Protobuf over HTTP.</summary>
    Http,

    /// <summary>gRPC.</summary>
    Grpc,
}
