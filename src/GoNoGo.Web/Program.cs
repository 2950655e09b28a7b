using GoNoGo.Web.Cli;

#pragma warning disable RS0030 // The system clock enters the program here and nowhere else; everything gets it handed on.
return await CommandLine.RunAsync(args, TimeProvider.System, Console.Out, Console.Error);
#pragma warning restore RS0030
