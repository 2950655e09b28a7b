using System.Text.Json.Nodes;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GoNoGo.Web.Api.Description;

/// <summary>
/// The description of the API (OpenAPI 3.1), made from the routes and their <see cref="ApiOperation"/>: what is not described is not in it,
/// and a test finds what is missing.
/// </summary>
internal static class ApiDocument
{
    /// <summary>The name in its address, <c>/openapi/v1.json</c>.</summary>
    public const string Name = "v1";

    private const string Session = "session";
    private const string Token = "token";
    private const string Json = "application/json; charset=utf-8";
    private const string JsonType = "application/json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.HttpMethod != HttpMethods.Head // It is GET without the body.
            && description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().Any();
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id
            ? id.Replace("View", "", StringComparison.Ordinal).Replace("Body", "", StringComparison.Ordinal)
            : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder endpoints)
    {
        byte[]? written = null; // The same for as long as the program runs, whoever of the first wrote it.
        endpoints.MapMethods(
                $"/openapi/{Name}.json",
                PageRoutes.Reading,
                async () => new PageResult(written ??= await WriteAsync(endpoints.ServiceProvider), Json))
            .OpenToEveryone();
    }

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1);
        return bytes.ToArray();
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GoNoGo",
            Version = Name,
            Description = "Posts and comments of a blog, and what its staff does. Refusals are problem details (RFC 9457) with a stable "
                + "type. Lists hold items and next, the path of the next page or null.",
            License = new OpenApiLicense { Name = "Apache 2.0", Identifier = "Apache-2.0" },
            Contact = new OpenApiContact { Name = "Who answers for the blog: see /privacy-policy" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.SecureName,
                Description = "Somebody who is signed in; what changes something must come from a page of the blog.",
            },
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token that somebody of the staff has made on their account page, with some of their permissions.",
            },
        };
    }

    private static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var described = metadata.OfType<ApiOperation>().Single();
        var path = context.Description.RelativePath ?? "";
        var document = context.Document ?? throw new InvalidOperationException("An operation belongs to a document.");
        (operation.OperationId, operation.Summary, operation.Description) = (described.Id, described.Summary, described.Summary + ".");
        operation.Tags = new HashSet<OpenApiTagReference> { new(TagOf(path), document) };

        // What handlers take by name is found by itself, but nothing is said of it.
        operation.Parameters = [.. (operation.Parameters ?? []).Where(parameter => parameter.In is ParameterLocation.Path)];
        foreach (var parameter in described.Query)
        {
            operation.Parameters.Add(await ParameterAsync(parameter, ParameterLocation.Query));
        }

        foreach (var parameter in described.Headers)
        {
            operation.Parameters.Add(await ParameterAsync(parameter, ParameterLocation.Header));
        }

        if (described.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !described.IsBodyOptional,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [JsonType] = new()
                    {
                        Schema = await SchemaAsync(body),
                        Example = described.Example is { } example ? JsonNode.Parse(example) : null,
                    },
                },
            };
        }

        if (metadata.OfType<EndpointAccess>().LastOrDefault() is { Permission: { } permission })
        {
            operation.Description = $"{described.Summary}. For who may {permission}.";
            operation.Security =
            [
                .. new[] { Session, Token }.Select(scheme => new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(scheme, document)] = [],
                }),
            ];
        }

        async Task<OpenApiParameter> ParameterAsync(ApiParameter parameter, ParameterLocation location) => new()
        {
            Name = parameter.Name,
            In = location,
            Description = parameter.Text,
            Schema = await context.GetOrCreateSchemaAsync(parameter.Type ?? typeof(string), null, cancellationToken),
        };

        async Task<IOpenApiSchema> SchemaAsync(Type type)
        {
            var name = type.Name.Replace("Body", "", StringComparison.Ordinal);
            document.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
            return new OpenApiSchemaReference(name, document);
        }
    }

    private static readonly (string Name, string Path, string Text)[] Tags =
    [
        ("posts", "api/v1/posts", "What everybody may read, and sending comments."),
        ("moderation", "api/v1/moderation", "The queue, and decisions on comments."),
        ("moderation", "api/v1/comments", ""),
        ("privacy", "api/v1/privacy", "Requests about personal data, what goes and when, what is held."),
        ("audit", "api/v1/audit", "The audit trail."),
        ("events", "api/v1/events", "What waits and what failed."),
        ("metrics", "api/v1/metrics", "Counts and times of requests."),
    ];

    private static string TagOf(string path) => Tags.First(tag => path.StartsWith(tag.Path, StringComparison.Ordinal)).Name;
}
