using Busbar.Coverage;

// Reads the results of a test run and the requirement catalogue, and says which MUST rows were proved by tests that passed.
// Usage: Busbar.Coverage RESULTS_FOLDER SPEC_FOLDER
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Busbar.Coverage RESULTS_FOLDER SPEC_FOLDER");
    return 2;
}

var results = TestResults.ReadFolder(args[0]);
var catalogue = Catalogue.ReadFolder(args[1]);
var report = new CoverageReport(catalogue, results);
report.Print(Console.Out);

Console.WriteLine();
Console.WriteLine($"{results.Passed} passed, {results.Failed} failed, {results.Skipped} skipped");
return results.Failed == 0 && report.Faults.Count == 0 ? 0 : 1;
