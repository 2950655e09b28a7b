using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Languages;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Components;
using System.Text.Json;

namespace GoNoGo.Web.Languages;

/// <summary>The words of the admin: frame, signing in, people; and those of its parts.</summary>
/// <param name="language">The language.</param>
public sealed class AdminWords(Language language) : MarkupWords(language, "admin")
{
    internal ModerationWords Moderation { get; } = language.Part(found => new ModerationWords(found));

    internal PersonalWords Personal { get; } = language.Part(found => new PersonalWords(found));

    internal OperationsWords Operations { get; } = language.Part(found => new OperationsWords(found));

    /// <summary>The words of the public pages.</summary>
    internal PageWords Public { get; } = PageWords.In(language);

    internal RenderFragment YouAre(RenderFragment name, string roles) => Markup(("name", name), ("roles", roles));
    internal string OnSeveralDevices => Text();
    internal string Never => Text();
    internal string HasPassword(int count) => Text(("count", count));
    internal RenderFragment SignOut(RenderFragment name) => Markup(("name", name));
    internal RenderFragment AddressConfirmed(RenderFragment state) => Markup(("state", state));
    internal string AddressConfirmedState => Text();
    internal RenderFragment AddressWaits(RenderFragment state) => Markup(("state", state));
    internal string AddressWaitsState => Text();
    internal string YourAddress => Text();
    internal string AnotherAddress => Text();
    internal string GiveThisAddress => Text();
    internal string ReplaceTheAddress => Text();
    internal string TimingAtOnce => Text();
    internal string TimingHourly => Text();
    internal string TimingDigest => Text();
    internal string TimingNever => Text();
    internal string NoticeNewComment => Text();
    internal string NoticeContentUpdated => Text();
    internal string NoticeProblems => Text();
    internal string NoticeWeek => Text();
    internal RenderFragment SinceThen(RenderFragment time) => Markup(("time", time));
    internal string PasskeysAndPassword(int count) => Text(("count", count));
    internal string PasskeysAndNoPassword(int count) => Text(("count", count));
    internal RenderFragment ChangeRoles(RenderFragment hidden) => Markup(("hidden", hidden));
    internal string OfPerson(string handle) => Text(("handle", handle));
    internal RenderFragment ResetAndLink(RenderFragment hidden) => Markup(("hidden", hidden));
    internal string ForPerson(string handle) => Text(("handle", handle));
    internal string CommentersHint(int count) => Text(("count", count));
    internal RenderFragment HandOver(RenderFragment name) => Markup(("name", name));
    internal string BackToOverview => Text();
    internal string InAnotherNetwork => Text();
    internal RenderFragment EndSession(RenderFragment hidden) => Markup(("hidden", hidden));
    internal string SessionOn(string device) => Text(("device", device));
    internal string SessionOf(string device, string handle) => Text(("device", device), ("handle", handle));
    internal string SetUpFirst => Text();
    internal RenderFragment SetUpKnown(RenderFragment name) => Markup(("name", name));
    internal RenderFragment TokenShown(RenderFragment name) => Markup(("name", name));
    internal RenderFragment TokenUse(RenderFragment header, RenderFragment path) => Markup(("header", header), ("path", path));
    internal RenderFragment TokenMay(RenderFragment permissions, RenderFragment time) =>
        Markup(("permissions", permissions), ("time", time));
    internal string DaysCount(int count) => Text(("count", count));
    internal RenderFragment Revoke(RenderFragment hidden) => Markup(("hidden", hidden));
    internal string TokenNamed(string name) => Text(("name", name));
    internal string TokenOf(string name, string handle) => Text(("name", name), ("handle", handle));
    internal RenderFragment Secret(RenderFragment secret) => Markup(("secret", secret));
    internal string NotFound => Text();
    internal string NotDone => Text();
    internal string TitleRecoveryCodes => Text();
    internal string TitleIsItYou => Text();
    internal string TitleBecomeAdministrator => Text();
    internal string TitleSetUp => Text();
    internal string TitleNewToken => Text();
    internal string TitleLinkFor(string handle) => Text(("handle", handle));
    internal string NavOverview => Text();
    internal string NavQueue => Text();
    internal string NavComments => Text();
    internal string NavContent => Text();
    internal string NavHosting => Text();
    internal string NavEvents => Text();
    internal string NavMails => Text();
    internal string NavRequests => Text();
    internal string NavRetention => Text();
    internal string NavConsentTexts => Text();
    internal string NavAuditTrail => Text();
    internal string NavPeople => Text();
    internal string NavSettings => Text();
    internal string NavHealth => Text();
    internal string NavYourAccount => Text();
    internal string NavKeys => Text();
    internal string NavBlocks => Text();
    internal string ScriptMissing => Text();
    internal string ScriptCancelled => Text();
    internal string ScriptFailed => Text();
    internal string ScriptKnown => Text();
    internal string Passkeys => Text();
    internal string NoPasskeys => Text();
    internal string Name => Text();
    internal string Added => Text();
    internal string LastUsed => Text();
    internal string Act => Text();
    internal string AddAPasskey => Text();
    internal string WhatToCallIt => Text();
    internal string MyLaptop => Text();
    internal string PasswordAndCodes => Text();
    internal string ChangePasswordAndCodes => Text();
    internal string MakeNewRecoveryCodes => Text();
    internal string DoWithoutAPassword => Text();
    internal string NoPassword => Text();
    internal string SetAPassword => Text();
    internal string WhereYouAreSignedIn => Text();
    internal string EndAllOthers => Text();
    internal string SkipToTheContent => Text();
    internal string Admin => Text();
    internal string Keys => Text();
    internal string ShowAllKeys => Text();
    internal string UseKeysOnThisDevice => Text();
    internal string Close => Text();
    internal string OfWhat => Text();
    internal string Filter => Text();
    internal string Days => Text();
    internal string Reason => Text();
    internal string By => Text();
    internal string Since => Text();
    internal string Until => Text();
    internal string WhatToDo => Text();
    internal string EndItNow => Text();
    internal string Version => Text();
    internal string Search => Text();
    internal string Status => Text();
    internal string Any => Text();
    internal string Show => Text();
    internal string Comment => Text();
    internal string ConfirmLead => Text();
    internal string WithAPasskey => Text();
    internal string UseAPasskey => Text();
    internal string WithYourPassword => Text();
    internal string ItIsMe => Text();
    internal string None => Text();
    internal string Password => Text();
    internal string Code => Text();
    internal string CodeHint => Text();
    internal string State => Text();
    internal string Tries => Text();
    internal string Due => Text();
    internal string Why => Text();
    internal string HandleHint => Text();
    internal string Nothing => Text();
    internal string Mails => Text();
    internal string About => Text();
    internal string MailToYou => Text();
    internal string NoAddress => Text();
    internal string AddressHint => Text();
    internal string DeleteTheAddress => Text();
    internal string WhichMails => Text();
    internal string NoticeModeration => Text();
    internal string Besides => Text();
    internal string AuthorName => Text();
    internal string AuthorNameHint => Text();
    internal string KeepThisChoice => Text();
    internal string Comments => Text();
    internal string PasskeysNeedScript => Text();
    internal string PasswordLead => Text();
    internal string SetThePassword => Text();
    internal string LeaveItAsItIs => Text();
    internal string NotSetUp => Text();
    internal string Remove => Text();
    internal string AddAPerson => Text();
    internal string AddAndGetALink => Text();
    internal string WhoIsSignedIn => Text();
    internal string WhichCommentersAreSignedIn => Text();
    internal string NoCommenterIsSignedIn => Text();
    internal string WhichPrograms => Text();
    internal string NobodyHasAnApiToken => Text();
    internal string BackToThePeople => Text();
    internal string RecoveryCodesLead => Text();
    internal string IHaveKeptThem => Text();
    internal string RolesLabel => Text();
    internal string Person => Text();
    internal string Device => Text();
    internal string ThisOne => Text();
    internal string NeedsTls => Text();
    internal string PasskeyLead => Text();
    internal string MakeAPasskey => Text();
    internal string OrWithPassword => Text();
    internal string WithAPassword => Text();
    internal string SignIn => Text();
    internal string IHaveKeptIt => Text();
    internal string ApiTokens => Text();
    internal string NoTokens => Text();
    internal string NothingForTokens => Text();
    internal string WhatItIsFor => Text();
    internal string WhatItMay => Text();
    internal string HowLongItIsGood => Text();
    internal string MakeAToken => Text();
    internal string BeginsWith => Text();
    internal string May => Text();
    internal string Made => Text();
    internal string Ends => Text();
    internal string PasswordHint => Text();
    internal string AnAppThatMakesCodes => Text();
    internal string AuthenticatorLead => Text();
    internal string QrCode => Text();

    /// <summary>The words of a language, made once.</summary>
    internal static AdminWords In(Language language) => language.Part(found => new AdminWords(found));

    /// <summary>What was done, by the code of a notice; null where there is none.</summary>
    internal string? Done(string code) => Find("done_" + code.Replace('-', '_'))?.Say();

    internal string Role(string name) => Find("role_" + name)?.Say() ?? name.Replace('_', ' ');

    internal string Roles(StaffRoles roles) => string.Join(", ", RolePermissions.NamesOf(roles).Select(Role));

    internal string Method(SignInMethod method) =>
        (Find("method_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(method.ToString())) ?? MessageOf("MethodLink")).Say();

    /// <summary>Permissions as tokens name them.</summary>
    internal string Permissions(IEnumerable<Permission> permissions) => string.Join(", ", permissions.Select(Permission));

    internal string Permission(Permission permission) => MessageOf($"Permission{permission}").Say();

    internal string Number(long number) => Language.Number(number);

    internal string Day(DateOnly day) => PageContext.DayIn(Language.Culture, day);
}
