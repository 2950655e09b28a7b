using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;

namespace GoNoGo.Web.Pages;

/// <summary>Says whether a receipt of a consent or a certificate of an erasure was given out here and is unchanged.</summary>
internal static class PrivacyCheckEndpoint
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<IResult> AnswerAsync(BlogRequest request)
    {
        var read = await PostedForm.ReadAsync(request.Http.Request, request.Aborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var text = form.Text("document");
        var isGenuine = request.Service<ErasureCertificates>().Check(text) || IsReceipt(request, text);
        return await request.PrivatePageAsync<PrivacyCheckPage>(
            StatusCodes.Status200OK, (nameof(PrivacyCheckPage.IsGenuine), isGenuine));
    }

    /// <summary>A receipt comes as it was answered: with the id of its comment around it.</summary>
    private static bool IsReceipt(BlogRequest request, string text)
    {
        try
        {
            var answer = JsonNode.Parse(text)?.AsObject();
            var receipt = answer?["consent_receipt"].Deserialize<ConsentReceipt>(Json);
            return receipt is { Purposes: not null, Signature: not null }
                && answer!["id"] is { } id
                && request.Service<ConsentLedger>().Check(id.GetValue<Guid>(), receipt);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}
