namespace GoNoGo.Platform.Privacy;

/// <summary>How much of a person a viewer may see; each level holds all of the one before it.</summary>
public enum PrivacyLevel
{
    /// <summary>Handle and display name only.</summary>
    Public,

    /// <summary>For signed-in people: the reputation score as well.</summary>
    Authenticated,

    /// <summary>For moderators: status, reasons and flags as well; never an address.</summary>
    Moderator,
}
