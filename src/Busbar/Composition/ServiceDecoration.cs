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
        if (registered.ImplementationInstance is T instance)
        {
            services.AddSingleton(provider => around(provider, instance));
            return;
        }

        // What is inside belongs to the container too, or nobody would end it in time.
        var inside = new object();
        services.AddKeyedSingleton(inside, (provider, _) => Create<T>(provider, registered));
        services.AddSingleton(provider => around(provider, provider.GetRequiredKeyedService<T>(inside)));
    }

    private static T Create<T>(IServiceProvider provider, ServiceDescriptor registered)
        where T : class => registered switch
        {
            { ImplementationFactory: { } factory } => (T)factory(provider),
            _ => (T)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!),
        };
}
