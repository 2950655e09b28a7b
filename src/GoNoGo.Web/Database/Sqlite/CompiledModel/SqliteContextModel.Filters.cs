namespace GoNoGo.Web.Database.Sqlite.CompiledModel;

public partial class SqliteContextModel
{
    partial void Customize() => QueryFilters.AddTo(this);
}
