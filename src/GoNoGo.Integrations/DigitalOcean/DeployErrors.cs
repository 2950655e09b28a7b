using GoNoGo.Integrations.Outbound;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>Why nothing is deployed, each found before anything changes.</summary>
internal static class DeployErrors
{
    public static ServiceFailure NoDatabase { get; } = new(
        "database_missing",
        "The disk of App Platform does not last, so SQLite would lose every comment there. Name a managed PostgreSQL cluster in "
        + "DigitalOcean:Database, or run the program on a machine with a disk of its own, as docs/operations/hosting.md shows.");

    public static ServiceFailure NoSource { get; } = new(
        "source_missing", "Say what to deploy: an image in DigitalOcean:Image, or a GitHub repository in DigitalOcean:Repository.");

    public static ServiceFailure ImageUnreadable { get; } = new(
        "image_unreadable",
        "DigitalOcean:Image is no image that App Platform can pull; write it as ghcr.io/owner/name:tag, docker.io/owner/name:tag or "
        + "registry.digitalocean.com/registry/name:tag.");

    public static ServiceFailure NothingToGoBackTo { get; } = new(
        "no_earlier_deployment", "There is no earlier deployment to go back to.");

    public static ServiceFailure Elsewhere(string running, string wanted) => new(
        "app_in_other_region",
        $"The app runs in {UnionRegion.Shown(running)} and an app cannot be moved to {wanted}: deploy it under another "
        + "DigitalOcean:AppName, and remove the old one when readers have moved.");

    public static ServiceFailure DatabaseElsewhere(string cluster, string region) => new(
        "database_outside_union",
        $"The database cluster {UnionRegion.Shown(cluster)} stands in {UnionRegion.Shown(region)}, which is not in the EU; move it first.");

    public static ServiceFailure NoCluster(string cluster) => new(
        "database_not_found", $"The account has no database cluster {cluster}; correct DigitalOcean:Database or make it in ams3 or fra1.");

    public static ServiceFailure SecretUnreadable(string name) => new(
        "secret_unreadable", $"The file of the secret variable {name} cannot be read; correct its path in DigitalOcean:Secrets.");

    public static ServiceFailure CannotGoBack(string code) => new(
        "rollback_refused", $"DigitalOcean does not let the app go back to that deployment ({UnionRegion.Shown(code.Replace('_', '-'))}).");
}
