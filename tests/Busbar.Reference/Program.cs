using Busbar.Reference;

// Writes docs/reference from the contract tables and the documentation of the records:
//   dotnet run --project tests/Busbar.Reference
var folder = args.Length > 0 ? args[0] : ReferenceFolder.InRepository();
var pages = ReferencePages.Build();
ReferenceFolder.Write(folder, pages);
Console.WriteLine($"{pages.Count} pages in {folder}");
