using GoNoGo.Benchmarks;

if (args is [EventDrain.Command, .. var rest])
{
    await EventDrain.RunAsync(rest);
}
else
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
