using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;

namespace GoNoGo.Tests.Accounts;

/// <summary>Which passwords and names may be chosen.</summary>
public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("elevenchars")]
    [InlineData("🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑")]
    public void What_has_under_twelve_characters_is_too_short(string password) =>
        Assert.IsType<PasswordTooShort>(PasswordRules.FindRefusal(password, "ada"));

    [Theory]
    [InlineData("qwerty123456")]
    [InlineData("QWERTY123456")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("johndoejohndoe1")]
    public void What_breaches_hold_and_what_is_made_of_the_name_is_refused(string password) =>
        Assert.IsType<PasswordKnown>(PasswordRules.FindRefusal(password, "johndoe"));

    [Theory]
    [InlineData("a lamp beside the green window")]
    [InlineData("пароль из нескольких слов")]
    [InlineData("twelve char!")]
    public void What_is_long_and_unknown_is_taken(string password) => Assert.Null(PasswordRules.FindRefusal(password, "ada"));

    [Fact]
    public void The_list_of_breached_passwords_is_whole() => Assert.Equal(43_940, BreachedPasswords.Count);

    [Fact]
    public void A_password_is_that_of_its_hash_in_any_form_of_its_characters()
    {
        var hash = PasswordHash.Make("Übermorgen im Garten");

        Assert.True(PasswordHash.IsOf("U\u0308bermorgen im Garten", hash));
        Assert.False(PasswordHash.IsOf("Ubermorgen im Garten", hash));
        Assert.False(PasswordHash.IsOf("Übermorgen im Garten", hash: null));
    }

    [Theory]
    [InlineData(" Ada.Lovelace ", "ada.lovelace")]
    [InlineData("ada@example.org", null)]
    [InlineData("+491701234567", null)]
    [InlineData("a", null)]
    [InlineData("", null)]
    public void A_name_is_a_handle_and_no_address(string typed, string? handle) => Assert.Equal(handle, Handle.TryParse(typed));

    [Fact]
    public void Each_role_has_what_it_is_there_for_and_an_administrator_everything()
    {
        Assert.True(StaffRoles.Moderator.Allow(Permission.ModerateComments));
        Assert.False(StaffRoles.Moderator.Allow(Permission.ManagePeople));
        Assert.False(StaffRoles.Author.Allow(Permission.ModerateComments));
        Assert.True((StaffRoles.Author | StaffRoles.Moderator).Allow(Permission.ModerateComments));
        Assert.False(StaffRoles.None.Allow(Permission.UseAdmin));
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.True(StaffRoles.Administrator.Allow(permission)));
    }
}
