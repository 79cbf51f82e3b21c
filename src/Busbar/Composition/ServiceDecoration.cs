namespace Busbar.Composition;

/// <summary>Puts something around a service that another room registered.</summary>
internal static class ServiceDecoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<IServiceProvider, T, T> around)
        where T : class
    {
        var registered = services.LastOrDefault(service => service.ServiceType == typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered.");
        services.Remove(registered);
        services.AddSingleton(provider => around(provider, Create<T>(provider, registered)));
    }

    private static T Create<T>(IServiceProvider provider, ServiceDescriptor registered)
        where T : class => registered switch
        {
            { ImplementationInstance: T instance } => instance,
            { ImplementationFactory: { } factory } => (T)factory(provider),
            _ => (T)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!),
        };
}
