using System.Text;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Posts;

public sealed class DecodingTests
{
    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_change_nothing()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "---\r\ntitle: Über\r\n---\r\nText\r\n"u8];
        var document = Assert.IsType<ReadDocument>(Reading.Outcome(bytes)).Document;
        Assert.Equal("Über", document.Title);
        Assert.Equal("Text\n", document.Markdown);
    }

    [Fact]
    public void A_byte_that_is_not_utf8_refuses_the_file_and_names_the_line()
    {
        var problem = Refused([.. "---\ntitle: x\n---\nfine\n"u8, 0xC3, 0x28]);
        Assert.Equal(("not_utf8", 5), (problem.Code, problem.Line));
    }

    [Fact]
    public void Utf16_is_named_as_such_with_and_without_a_mark()
    {
        Assert.Contains("UTF-16", Refused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("# Hi")]).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Refused(Encoding.BigEndianUnicode.GetBytes("# Hello there")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NUL_byte_is_refused_with_its_line()
    {
        var problem = Refused("text\na\0b and more text"u8.ToArray());
        Assert.Equal(("nul_byte", 2), (problem.Code, problem.Line));
    }

    [Fact]
    public void A_file_over_one_megabyte_is_refused()
    {
        Assert.Equal("file_too_large", Refused(new byte[(1024 * 1024) + 1]).Code);
        Assert.IsType<ReadDocument>(Reading.Outcome(string.Concat(Enumerable.Repeat("word \n", 170_000))));
    }

    [Fact]
    public void A_Git_LFS_pointer_is_refused() =>
        Assert.Equal("lfs_pointer", Refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8.ToArray()).Code);

    private static GoNoGo.Blog.Content.ContentProblem Refused(byte[] bytes) =>
        Assert.IsType<RefusedDocument>(Reading.Outcome(bytes)).Problem;
}
