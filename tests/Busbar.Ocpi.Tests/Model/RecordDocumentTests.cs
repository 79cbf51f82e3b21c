using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Generated;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Model;

/// <summary>What the tables allow, the records carry: every document of every version and object.</summary>
public sealed class RecordDocumentTests
{
    public static TheoryData<OcpiVersion, string> Objects()
    {
        var data = new TheoryData<OcpiVersion, string>();
        foreach (var version in OcpiVersions.All)
        {
            foreach (var contract in Records.ObjectsOf(version))
            {
                data.Add(version, contract.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Objects))]
    [Requirement("TYP-021", "LOC-129", "TOK-059", "EXT-005")]
    public void Any_document_of_the_table_comes_back_from_its_record_as_it_was(OcpiVersion version, string name)
    {
        var metadata = Records.Metadata(version, name);
        for (var seed = 0; seed < 60; seed++)
        {
            var given = new DocumentGenerator(version, seed).Next(new ObjectType(name));

            var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(given, metadata), metadata);

            Assert.Equal(SameDocument.FormOfMoments(given), SameDocument.FormOfMoments(written));
        }
    }
}
