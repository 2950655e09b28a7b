using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Languages;

/// <summary>A component of a public page: it speaks the language of the page.</summary>
public abstract class WordedComponent : ComponentBase
{
    /// <summary>The words of the page's language; whoever makes the page gives them.</summary>
    [CascadingParameter]
    public required PageWords Words { get; set; }
}
