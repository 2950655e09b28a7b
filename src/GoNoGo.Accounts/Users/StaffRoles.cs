namespace GoNoGo.Accounts.Users;

/// <summary>What a person of the staff is there for. The roles are fixed; a person may have several.</summary>
[Flags]
public enum StaffRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Writes posts: sees which files were refused and why, and has the content fetched.</summary>
    Author = 1,

    /// <summary>Decides on comments.</summary>
    Moderator = 2,

    /// <summary>Answers privacy requests and reads the audit trail.</summary>
    PrivacyOfficer = 4,

    /// <summary>Runs the blog: everything, people and their rights included.</summary>
    Administrator = 8,
}
