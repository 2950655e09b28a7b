using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>
/// Signed statements for people whose data were erased: what went, what stays and why, without a name in it. The id leads to the entry in
/// the audit trail, where anybody who verifies it finds when it was done.
/// </summary>
/// <param name="keys">Holds the signing key.</param>
/// <param name="map">What is kept, and why.</param>
public sealed class ErasureCertificates(KeyRing keys, DataMap map)
{
    private const string Label = "gonogo:erasure-certificate:v1";

    /// <summary>The certificate of an erasure.</summary>
    /// <param name="outcome">What was done.</param>
    /// <returns>JSON with the Ed25519 signature and the public key; the same whenever it is asked for.</returns>
    public string Sign(ErasureOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var key = keys.Current(KeyPurpose.Certificate);
        var document = new JsonObject
        {
            ["certificate"] = Label,
            ["erasure"] = outcome.Id.ToString("D", CultureInfo.InvariantCulture),
            ["entered_at"] = outcome.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["whole"] = outcome.IsWhole,
            ["removed"] = new JsonObject(outcome.Removed.Select(table => KeyValuePair.Create<string, JsonNode?>(table.Key, table.Value))),
            ["kept"] = new JsonObject(map.Tables.Where(table => table.Erased is { Reach: ErasureReach.Kept })
                .Select(table => KeyValuePair.Create<string, JsonNode?>(table.Name, table.Erased!.Reason))), // Chosen by it.
            ["public_key"] = Base64Url.EncodeToString(key.VerifyingKey()),
        };
        document["signature"] = Base64Url.EncodeToString(key.Sign(Message(document)));
        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>Whether a text is a certificate of this installation, unchanged.</summary>
    /// <param name="text">What somebody kept.</param>
    /// <returns>False for whatever else it is.</returns>
    public bool Check(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject document || document["signature"]?.GetValue<string>() is not { } encoded)
            {
                return false;
            }

            document.Remove("signature");
            var signature = Base64Url.DecodeFromChars(encoded);
            var message = Message(document);
            return signature.Length == Ed25519.SignatureSize && keys.All(KeyPurpose.Certificate).Any(key =>
                Ed25519.Verify(signature, 0, key.VerifyingKey(), 0, message, 0, message.Length));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static byte[] Message(JsonObject document) => Encoding.UTF8.GetBytes($"{Label}\0{document.ToJsonString()}");
}
