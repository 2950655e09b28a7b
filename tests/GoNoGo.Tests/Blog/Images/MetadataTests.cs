using System.Text;
using GoNoGo.Blog.Images;
using NetVips;

namespace GoNoGo.Tests.Blog.Images;

/// <summary>What a picture tells of who took it does not leave the server, and no pixel of it changes.</summary>
public sealed class MetadataTests
{
    [Theory]
    [InlineData(".jpg", ImageHeader.Jpeg)]
    [InlineData(".png", ImageHeader.Png)]
    [InlineData(".webp", ImageHeader.Webp)]
    [InlineData(".avif", ImageHeader.Avif)]
    public void What_a_camera_wrote_into_a_picture_is_gone_and_the_picture_stays(string ending, string contentType)
    {
        var taken = SamplePictures.Taken(ending);
        Assert.Contains(SamplePictures.Maker, Encoding.Latin1.GetString(taken), StringComparison.Ordinal);

        var stripped = MetadataStripper.Strip(contentType, taken);

        Assert.DoesNotContain(SamplePictures.Maker, Encoding.Latin1.GetString(stripped), StringComparison.Ordinal);
        using var before = Image.NewFromBuffer(taken);
        using var after = Image.NewFromBuffer(stripped, failOn: Enums.FailOn.Warning);
        Assert.DoesNotContain(after.GetFields(), field => field.Contains("GPS", StringComparison.Ordinal));
        using var difference = (before - after).Abs();
        Assert.Equal(0, difference.Max());
        Assert.Equal(new ImageHeader(contentType, 640, 400), ImageHeader.Read(stripped));
    }

    [Fact]
    public void A_picture_that_is_to_be_turned_still_is_and_has_the_size_it_is_shown_with()
    {
        var stripped = MetadataStripper.Strip(ImageHeader.Jpeg, SamplePictures.Taken(".jpg", orientation: 6));

        Assert.Equal(new ImageHeader(ImageHeader.Jpeg, 400, 640), ImageHeader.Read(stripped));
        using var image = Image.NewFromBuffer(stripped);
        Assert.Equal(6, image.Get("orientation"));
    }

    [Fact]
    public void What_a_phone_puts_behind_a_picture_is_cut_off()
    {
        byte[] taken = [.. SamplePictures.Taken(".jpg"), .. SamplePictures.Taken(".jpg"), .. "ftypmp42"u8];

        var stripped = MetadataStripper.Strip(ImageHeader.Jpeg, taken);

        Assert.True(stripped.Length < taken.Length / 2);
        Assert.Equal(MetadataStripper.Strip(ImageHeader.Jpeg, SamplePictures.Taken(".jpg")), stripped);
    }

    [Theory]
    [InlineData(".jpg", ImageHeader.Jpeg)]
    [InlineData(".png", ImageHeader.Png)]
    [InlineData(".webp", ImageHeader.Webp)]
    [InlineData(".avif", ImageHeader.Avif)]
    public void A_picture_that_is_cut_anywhere_is_read_or_refused_and_never_throws(string ending, string contentType)
    {
        var taken = SamplePictures.Taken(ending, 240, 8);
        for (var length = 0; length < taken.Length; length += 1 + (length / 40))
        {
            _ = ImageHeader.Read(taken.AsSpan(0, length));
            var stripped = MetadataStripper.Strip(contentType, taken[..length]);
            Assert.True(stripped.Length <= length + 40);
        }
    }
}
