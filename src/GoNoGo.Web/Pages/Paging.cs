using System.Globalization;

namespace GoNoGo.Web.Pages;

/// <summary>One page of a list that has several.</summary>
/// <param name="Root">The path of the first page, ending with a slash.</param>
/// <param name="Number">The page, from 1.</param>
/// <param name="Count">How many pages there are, at least 1.</param>
public sealed record Paging(string Root, int Number, int Count)
{
    /// <summary>The path of this page.</summary>
    public string Address => AddressOf(Number);

    /// <summary>The path of the page with newer posts, if there is one.</summary>
    public string? Newer => Number > 1 ? AddressOf(Number - 1) : null;

    /// <summary>The path of the page with older posts, if there is one.</summary>
    public string? Older => Number < Count ? AddressOf(Number + 1) : null;

    /// <summary>A list cut into pages.</summary>
    /// <typeparam name="T">What the list holds.</typeparam>
    /// <param name="items">The whole list.</param>
    /// <param name="root">The path of the first page.</param>
    /// <param name="number">The page wanted, from 1.</param>
    /// <param name="size">Items on a page.</param>
    /// <returns>The page and its items; null where the number is out of range.</returns>
    internal static (Paging Paging, IReadOnlyList<T> Items)? Cut<T>(IReadOnlyList<T> items, string root, int number, int size)
    {
        var count = Math.Max(1, (items.Count + size - 1) / size);
        if (number < 1 || number > count)
        {
            return null;
        }

        return (new Paging(root, number, count), [.. items.Skip((number - 1) * size).Take(size)]);
    }

    private string AddressOf(int page) => page == 1 ? Root : $"{Root}page/{page.ToString(CultureInfo.InvariantCulture)}/";
}
