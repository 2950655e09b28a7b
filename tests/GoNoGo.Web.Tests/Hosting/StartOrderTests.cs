using GoNoGo.Blog.Content.Following;
using GoNoGo.Testing;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>The host begins its parts one after the other, in the order in which they were added.</summary>
public sealed class StartOrderTests(BlogFixture blog) : IClassFixture<BlogFixture>
{
    [Fact]
    public void The_content_is_read_while_the_database_is_prepared()
    {
        var begun = blog.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().ToList();

        Assert.InRange(begun.FindIndex(part => part is ReadAhead), 0, begun.FindIndex(part => part is Preparation));
    }
}
