namespace GoNoGo.Web.Admin.Operations;

/// <summary>The pages of who runs the program, a line for each.</summary>
internal static class OperationsEndpoints
{
    public static void MapOperations(this RouteGroupBuilder admin)
    {
        admin.MapContent();
        admin.MapHosting();
        admin.MapEvents();
        admin.MapMailQueue();
        admin.MapAudit();
        admin.MapSettings();
        admin.MapHealthReport();
    }
}
