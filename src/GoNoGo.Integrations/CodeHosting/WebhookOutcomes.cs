namespace GoNoGo.Integrations.CodeHosting;

/// <summary>How the content webhook was set up.</summary>
/// <param name="Webhook">It as it is now.</param>
/// <param name="WasThere">Whether there was one before.</param>
/// <param name="Removed">How many others that led here too were removed.</param>
public sealed record WebhookSetUp(HostWebhook Webhook, bool WasThere, int Removed);

/// <summary>A webhook of the repository.</summary>
/// <param name="Webhook">Of others' without what stands behind the host.</param>
/// <param name="IsOwn">Whether it leads here.</param>
/// <param name="Faults">What is wrong with one that leads here, each as it completes "it …".</param>
public sealed record ListedWebhook(HostWebhook Webhook, bool IsOwn, IReadOnlyList<string> Faults);

/// <summary>How a ping was answered.</summary>
/// <param name="Delivery">What the service says of it; null where it has not yet.</param>
public sealed record PingAnswer(HostDelivery? Delivery);

/// <summary>How many webhooks were removed.</summary>
/// <param name="Count">None is possible.</param>
public sealed record RemovedWebhooks(int Count);
