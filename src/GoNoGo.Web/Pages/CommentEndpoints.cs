namespace GoNoGo.Web.Pages;

/// <summary>Where comments are sent from the page, and where their authors come back to them.</summary>
internal static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFormForViewer("/posts/{slug}/comments", CommentFormEndpoint.AnswerAsync);
        endpoints.MapPrivatePage(CommentReportEndpoint.Pattern, CommentReportEndpoint.ShowAsync);
        endpoints.MapForm(CommentReportEndpoint.Pattern, CommentReportEndpoint.ActAsync);
        endpoints.MapPrivatePage("/comments/{token}/", CommentManageEndpoint.ShowAsync);
        endpoints.MapForm("/comments/{token}/", CommentManageEndpoint.ActAsync);
    }
}
