using System.Text.Json;
using GoNoGo.Accounts;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Gdpr;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.GitHub;
using GoNoGo.Integrations.Webhooks;
using GoNoGo.Platform;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Web.Admin;
using GoNoGo.Web.Api;
using GoNoGo.Web.Api.Description;
using GoNoGo.Web.Api.Reader;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using GoNoGo.Web.Database.Postgres;
using GoNoGo.Web.Health;
using GoNoGo.Web.Limits;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Pipeline;
using GoNoGo.Web.Telemetry;
using GoNoGo.Web.Webhooks;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>Where the parts are put together, each by a line: services, pipeline, endpoints. Commands run on the same services.</summary>
internal static class GoNoGoHost
{
    // They log the text of what they throw, which may hold what somebody sent; whoever catches it writes down its type.
    private static readonly string[] ToldByType =
    [
        "Microsoft.EntityFrameworkCore.Update",
        "Microsoft.EntityFrameworkCore.Query",
        "Microsoft.EntityFrameworkCore.Database.Command",
        "Polly",
    ];

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    /// <summary>The whole program, composed and checked but not started.</summary>
    /// <param name="settings">Its configuration.</param>
    /// <param name="clock">The time that everything in it sees.</param>
    /// <param name="adjust">Changes the services of a test's run at the edge of the process.</param>
    /// <returns>To be started for serving, or used for its services alone.</returns>
    public static WebApplication Build(Settings settings, TimeProvider clock, Action<IServiceCollection>? adjust = null)
    {
        var quietStart = new QuietStart();
        var builder = CreateBuilder(settings, quietStart);
        builder.Services.AddSingleton(clock);
        AddModules(builder.Services); // Before the web's own: the content is read while it prepares the database.
        AddWeb(builder.Services, settings);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        quietStart.ListenTo(app.Lifetime);
        app.UseStages();
        MapEndpoints(app);
        return app;
    }

    private static WebApplicationBuilder CreateBuilder(Settings settings, QuietStart quietStart)
    {
        // Production is a Site:BaseUrl that is not loopback; ASP.NET's own environment must not decide anything beside it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(GoNoGoHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTime);
        builder.WebHost
            .UseUrls([.. settings.Urls])
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(ServerLimits.Set)

            // What has come is worked on by the thread of the pool that received it: two hops less for each request.
            .UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);

        // Standard output belongs to what a command prints.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(provider =>
            new StandardErrorLog(StandardErrorLog.Open(), provider.GetRequiredService<TimeProvider>()));
        foreach (var category in ToldByType)
        {
            builder.Logging.AddFilter(category, LogLevel.Critical);
        }

        quietStart.Configure(builder.Logging);
        return builder;
    }

    /// <summary>The modules in their order, from the one that everybody uses to the one that nobody does.</summary>
    private static void AddModules(IServiceCollection services)
    {
        services.AddPlatform();
        services.AddGdpr();
        services.AddAccounts();
        services.AddComments();
        services.AddBlog();
        services.AddEmail();
        services.AddWebhooks();
        services.AddCodeHosting();
        services.AddGitHub();
        services.AddDigitalOcean();
    }

    /// <summary>What only the web project has: options, database, pages, API, health.</summary>
    private static void AddWeb(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddWebOptions();
        var provider = settings.Get<DatabaseOptions>(DatabaseOptions.Section).Provider;
        services.AddDatabase(provider);
        if (provider is DatabaseProvider.Sqlite)
        {
            services.AddHostedService<ServerLock>();
        }
        else
        {
            services.AddHostedService<PostgresServing>();
        }

        if (settings.Get<BackupOptions>(BackupOptions.Section) is { IsConfigured: true, EveryHours: > 0 } backup)
        {
            services.AddSchedule<ScheduledBackup>(
                ScheduledBackup.Schedule, ScheduledBackup.Timing(backup), ScheduledBackup.TimeLimit);
        }

        services.AddSingleton(scope => AuditOrigin.Of(new Uri(scope.GetRequiredService<IOptions<SiteOptions>>().Value.BaseUrl
            ?? Settings.DefaultUrl)));
        services.AddSingleton(scope => new MailLinks(
            scope.GetRequiredService<PublicAddress>().Root,
            CreatedCommentView.ManageAddress));
        services.AddContentWebhookTarget(settings);
        services.AddSingleton<PartFailure>();
        services.AddHostedService(provider => provider.GetRequiredService<PartFailure>());
        services.AddSingleton<Preparation>();
        services.AddHostedService(provider => provider.GetRequiredService<Preparation>());
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        services.AddPages(_ => settings.PublicAddress);
        services.AddOutsideJson(settings.PublicAddress);
        services.AddApiCors();
        services.AddApiDocument();
        services.AddLimits();
        services.AddSingleton<LargeBodies>();
        services.AddSingleton<SecurityFields>();
        services.AddSingleton<RequestMinutes>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        services.AddAdmin();
        services.AddHealth();
        services.AddFailureResponses();
        services.AddRequestTraces(settings);
        services.AddTelemetry(settings);
        services.AddPersonalDataRedaction();
    }

    /// <summary>What answers, from the most exact address to the widest.</summary>
    private static void MapEndpoints(WebApplication app)
    {
        app.MapHealth();
        app.MapApi();
        app.MapApiDocument();
        app.MapApiReader();
        app.MapWebhooks();
        app.MapComments();
        app.MapMails();
        app.MapAdmin();
        app.MapPages();
    }
}
