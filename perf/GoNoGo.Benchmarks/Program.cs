using GoNoGo.Benchmarks;

// What is measured as a whole process has a command of its own; all else is BenchmarkDotNet's.
if (args is [AuditVerification.Command])
{
    await AuditVerification.RunAsync();
}
else
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(AuditVerification).Assembly).Run(args);
}
