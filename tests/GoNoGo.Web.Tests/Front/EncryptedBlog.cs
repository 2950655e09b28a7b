using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoNoGo.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Front;

/// <summary>A blog that speaks TLS itself, and so HTTP/2 too, under a certificate that the test has made.</summary>
public sealed class EncryptedBlog : BlogFixture
{
    private readonly X509Certificate2 certificate = Issue();

    /// <summary>Whether a certificate is the blog's own, as who connects must know: nobody else vouches for it.</summary>
    public bool IsOwn(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        presented?.GetRawCertData().AsSpan().SequenceEqual(certificate.RawData) is true;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        certificate.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void Adjust(IServiceCollection services) => services.Configure<KestrelServerOptions>(
        kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate)));

    private static X509Certificate2 Issue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
