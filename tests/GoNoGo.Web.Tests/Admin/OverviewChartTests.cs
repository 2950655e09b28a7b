using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.UserActions;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The chart of the overview: as many bars as days, as high as their figures.</summary>
public sealed class OverviewChartTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_of_four_weeks_has_a_bar_as_high_as_what_was_counted_and_can_be_shown()
    {
        var today = DateOnly.FromDateTime(blog.Time.GetUtcNow().UtcDateTime);
        await CountAsync(
            (today.AddDays(-28), "post-1", 1000),
            (today.AddDays(-27), "post-1", 40),
            (today.AddDays(-1), "post-1", 60),
            (today.AddDays(-1), "post-2", 20),
            (today, "post-1", UserActionReport.SmallestCell - 1));
        using var person = await blog.NewPersonAsync(StaffRoles.Author);

        var page = await (await person.GetAsync("/admin/", Cancelled)).PageOfAsync();
        var chart = page.QuerySelectorAll("figure.chart").Single(one => one.TextContent.Contains("Reads", StringComparison.Ordinal));
        var bars = chart.QuerySelectorAll("rect").Select(bar => (
            Text: bar.TextContent,
            Tall: double.Parse(bar.GetAttribute("height")!, CultureInfo.InvariantCulture))).ToList(); // Bars have one.

        Assert.Contains("120, at most 80 a day", chart.QuerySelector("figcaption")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(28, bars.Count);
        Assert.Equal(("26 October 2026: 40", "21 November 2026: 80", "22 November 2026: 0"), (bars[0].Text, bars[^2].Text, bars[^1].Text));
        Assert.Equal((bars[^2].Tall / 2, 0), (bars[0].Tall, bars[^1].Tall));
        Assert.True(bars[^2].Tall > 0);
    }

    private async Task CountAsync(params (DateOnly Day, string Post, long Count)[] reads)
    {
        await using var scope = blog.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DataContext>();
        foreach (var (day, post, count) in reads)
        {
            data.Add(new UserActionCount
            {
                Day = new CountedAction(day, UserActionTypes.PostRead, post, "").DayNumber,
                Type = UserActionTypes.PostRead,
                Subject = post,
                ReferrerDomain = "",
                Count = count,
                DeleteAt = blog.Time.GetUtcNow().AddDays(1),
            });
        }

        await data.SaveChangesAsync(Cancelled);
    }
}
