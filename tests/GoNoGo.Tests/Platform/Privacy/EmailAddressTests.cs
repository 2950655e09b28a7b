using CsCheck;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Tests.Platform.Privacy;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org", "ada@example.org")]
    [InlineData("  ada@example.org\t", "ada@example.org")]
    [InlineData("Ada.L+blog@EXAMPLE.Org", "Ada.L+blog@example.org")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@XN--BCHER-KVA.example", "ada@xn--bcher-kva.example")]
    [InlineData("a\u0308da@example.org", "\u00e4da@example.org")]
    [InlineData("名前@例え.jp", "名前@xn--r8jz45g.jp")]
    [InlineData("!#$%&'*+/=?^_`{|}~-@example.org", "!#$%&'*+/=?^_`{|}~-@example.org")]
    public void An_address_is_kept_in_one_form(string typed, string canonical) =>
        Assert.Equal(canonical, EmailAddress.TryParse(typed)?.Reveal());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@localhost")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@example..org")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@exa_mple.org")]
    [InlineData("ada@[192.0.2.1]")]
    [InlineData("ada@192.0.2.1")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("a..da@example.org")]
    [InlineData("a da@example.org")]
    [InlineData("\"a da\"@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org, bob@example.org")]
    [InlineData("ada@example.org;bob@example.org")]
    [InlineData("ada(comment)@example.org")]
    [InlineData("group:ada@example.org;")]
    [InlineData("ada@bob@example.org")]
    [InlineData("ada@example.org\r\nBcc: bob@example.org")]
    [InlineData("ada\u0000@example.org")]
    [InlineData("ada\u202e@example.org")]
    [InlineData("ada\u200b@example.org")]
    [InlineData("\ud800@example.org")]
    public void What_is_no_plain_address_is_refused(string typed) => Assert.Null(EmailAddress.TryParse(typed));

    [Theory]
    [InlineData(64, 12, true)]
    [InlineData(65, 12, false)]
    public void A_local_part_has_at_most_64_characters(int local, int label, bool isTaken) =>
        Assert.Equal(isTaken, EmailAddress.TryParse($"{new string('a', local)}@{new string('b', label)}.org") is not null);

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4)); // 243 characters.

        Assert.NotNull(EmailAddress.TryParse($"{new string('a', 254 - 244)}@{domain}"));
        Assert.Null(EmailAddress.TryParse($"{new string('a', 255 - 244)}@{domain}"));
    }

    [Fact]
    public void The_one_form_is_its_own_one_form_whatever_was_typed()
    {
        var letters = Gen.Frequency((6, Gen.Char['a', 'z']), (2, Gen.Char['A', 'Z']), (1, Gen.Char[".-+_äßİ\u0308ﬁ名 "]));
        var part = Gen.String[letters, 1, 20];
        Gen.Select(part, part, part).Select(parts => $"{parts.Item1}@{parts.Item2}.{parts.Item3}").Sample(
            typed =>
            {
                var once = EmailAddress.TryParse(typed)?.Reveal();
                return once is null || EmailAddress.TryParse(once)?.Reveal() == once;
            },
            iter: 20_000);
    }
}
