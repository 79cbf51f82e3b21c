using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Busbar.Architecture.Tests;

/// <summary>What a compiled assembly names: other assemblies, and from each of its own namespaces the other ones of its own.</summary>
internal sealed class AssemblyGraph
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly TypeCollector _types;
    private readonly Dictionary<(string From, string To), string> _edges = [];

    private AssemblyGraph(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        _types = new TypeCollector(_metadata);
        Name = _metadata.GetString(_metadata.GetAssemblyDefinition().Name);
        References = [.. _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];
        foreach (var handle in _metadata.TypeDefinitions)
        {
            Read(handle);
        }
    }

    public string Name { get; }

    public IReadOnlyList<string> References { get; }

    /// <summary>Namespaces that hold at least one hand-written type.</summary>
    public SortedSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

    /// <summary>(from, to) to an example "Type uses Type".</summary>
    public IReadOnlyDictionary<(string From, string To), string> Edges => _edges;

    public static AssemblyGraph Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        return new AssemblyGraph(image);
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var from = _types.NamespaceOf(handle);
        if (!from.StartsWith("Busbar", StringComparison.Ordinal))
        {
            return; // what the compiler and the SDK's generators add
        }

        Namespaces.Add(from);
        var used = new HashSet<TypeDefinitionHandle>();
        _types.Add(type.BaseType, used);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            _types.Add(_metadata.GetInterfaceImplementation(implementation).Interface, used);
        }

        foreach (var attribute in type.GetCustomAttributes())
        {
            _types.Add(_metadata.GetCustomAttribute(attribute).Constructor, used);
        }

        foreach (var field in type.GetFields())
        {
            _metadata.GetFieldDefinition(field).DecodeSignature(_types.Into(used), null);
        }

        foreach (var property in type.GetProperties())
        {
            _metadata.GetPropertyDefinition(property).DecodeSignature(_types.Into(used), null);
        }

        foreach (var method in type.GetMethods())
        {
            Read(_metadata.GetMethodDefinition(method), used);
        }

        foreach (var target in used)
        {
            var to = _types.NamespaceOf(target);
            if (to != from && to.StartsWith("Busbar", StringComparison.Ordinal))
            {
                _edges.TryAdd((from, to), $"{_types.NameOf(handle)} uses {_types.NameOf(target)}");
            }
        }
    }

    private void Read(MethodDefinition method, HashSet<TypeDefinitionHandle> used)
    {
        method.DecodeSignature(_types.Into(used), null);
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_types.Into(used), null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            _types.Add(region.CatchType, used);
        }

        foreach (var token in InstructionTokens.Read(body.GetILReader()))
        {
            var handle = MetadataTokens.EntityHandle(token);
            _types.Add(handle, used);
        }
    }
}
