namespace GoNoGo.Web.Database.Postgres.CompiledModel;

public partial class PostgresContextModel
{
    partial void Customize() => QueryFilters.AddTo(this);
}
