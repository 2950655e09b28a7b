namespace GoNoGo.Accounts.Users;

/// <summary>What an endpoint asks of who is signed in. Which role has which is decided by <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    /// <summary>To see the overview and one's own account: everybody with an account.</summary>
    UseAdmin,

    /// <summary>To see comments that nobody else sees and decide on them.</summary>
    ModerateComments,

    /// <summary>To see which files were refused and have the content fetched.</summary>
    ManageContent,

    /// <summary>To answer privacy requests, keep the texts of consents, and see what is due to go.</summary>
    ManagePrivacy,

    /// <summary>To read and verify the audit trail.</summary>
    ReadAudit,

    /// <summary>To see events that nobody could handle and decide on them.</summary>
    ManageEvents,

    /// <summary>To see the queue of mails and have them tried again.</summary>
    ManageMails,

    /// <summary>To add people, change what they may, and end their sessions.</summary>
    ManagePeople,

    /// <summary>To read which settings are in force.</summary>
    ReadSettings,

    /// <summary>To read the full report of the program's health.</summary>
    ReadHealth,
}
