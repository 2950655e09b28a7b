using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>A component of the admin: it speaks the language of the blog.</summary>
public abstract class AdminComponent : ComponentBase
{
    /// <summary>The words of the blog's language; whoever makes the page gives them.</summary>
    [CascadingParameter]
    public required AdminWords Words { get; set; }
}
