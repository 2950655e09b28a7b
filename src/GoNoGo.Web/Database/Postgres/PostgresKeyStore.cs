using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Hosting;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// Keys in a second PostgreSQL database, for nodes without a lasting disk. It is left out of dumps of the first: a copy of both in one
/// place protects nobody.
/// </summary>
internal sealed class PostgresKeyStore(string connectionString) : IKeyStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS keys (purpose varchar(50) NOT NULL, version integer NOT NULL, key varchar(100) NOT NULL,
            PRIMARY KEY (purpose, version))
        """;

    private volatile bool isMade;

    public string Place => "the database of GoNoGo:Keys:ConnectionString";

    public string HowToMake(IEnumerable<string> names) =>
        $"for key in {string.Join(' ', names)}; do psql \"$KEYS\" -c \"INSERT INTO keys VALUES ('${{key%.*}}', ${{key##*.}}, "
        + "'$(openssl rand -base64 32)')\"; done";

    public IEnumerable<int> Versions(KeyPurpose purpose) => Run(
        "SELECT version FROM keys WHERE purpose = $1",
        command =>
        {
            using var reader = command.ExecuteReader();
            var versions = new List<int>();
            while (reader.Read())
            {
                versions.Add(reader.GetInt32(0));
            }

            return versions;
        },
        KeyPurposes.Name(purpose));

    public Key? Read(KeyPurpose purpose, int version) => Run(
        "SELECT key FROM keys WHERE purpose = $1 AND version = $2", command => command.ExecuteScalar(), KeyPurposes.Name(purpose), version)
        is string text
            ? Key.TryParse(text, version) ?? throw new KeyMissingException(
                $"The key {KeyPurposes.Name(purpose, version)} in {Place} does not hold 32 random bytes as base64. "
                + "Restore it from your copy; one made anew cannot read what the old one wrote.")
            : null;

    public Key ReadOrMake(KeyPurpose purpose, int version)
    {
        Insert(purpose, version, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Length)));
        return Read(purpose, version)
            ?? throw new KeyMissingException($"The key {KeyPurposes.Name(purpose, version)} vanished while it was being made.");
    }

    public void Add(KeyPurpose purpose, Key key) => Insert(purpose, key.Version, key.Reveal());

    public void Destroy(KeyPurpose purpose, int version) => Run(
        "DELETE FROM keys WHERE purpose = $1 AND version = $2", command => command.ExecuteNonQuery(), KeyPurposes.Name(purpose), version);

    private void Insert(KeyPurpose purpose, int version, string text) => Run(
        "INSERT INTO keys (purpose, version, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        command => command.ExecuteNonQuery(),
        KeyPurposes.Name(purpose),
        version,
        text);

    private T Run<T>(string statement, Func<NpgsqlCommand, T> run, params object[] values)
    {
        try
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            if (!isMade)
            {
                using var schema = new NpgsqlCommand(Schema, connection);
                schema.ExecuteNonQuery();
                isMade = true;
            }

            using var command = new NpgsqlCommand(statement, connection);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return run(command);
        }
        catch (NpgsqlException exception)
        {
            throw new StartRefusedException(
                $"The keys cannot be reached ({exception.SqlState ?? exception.GetType().Name}): "
                + "check GoNoGo:Keys:ConnectionString and that the server is up.",
                exception);
        }
    }
}
