using System.Buffers.Text;
using System.Globalization;
using System.Text;
using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments.Moderation;

/// <summary>Tags by which the same text is known again, whatever its case and punctuation; keyed, so that none can be tried out.</summary>
internal sealed class ContentTags(KeyRing keys)
{
    public string Of(string content)
    {
        var key = keys.Current(KeyPurpose.RequestFingerprint);
        var tag = key.Authenticate("gonogo:comment-text:v1", Encoding.UTF8.GetBytes(FoldedText.Of(content)));
        return string.Create(CultureInfo.InvariantCulture, $"{key.Version}:{Base64Url.EncodeToString(tag)}");
    }
}
