using System.Diagnostics.CodeAnalysis;

namespace GoNoGo.Platform.Results;

/// <summary>A value, or the <see cref="Results.Error"/> that says why there is none.</summary>
/// <typeparam name="T">What the caller gets when nothing was refused.</typeparam>
public sealed record Result<T>
    where T : notnull
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    /// <summary>The value; null exactly when <see cref="Error"/> is set.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null exactly when there is a <see cref="Value"/>.</summary>
    public Error? Error { get; }

    /// <summary>Tells the two apart, for the compiler too.</summary>
    /// <param name="value">The value when true is returned.</param>
    /// <param name="error">The refusal when false is returned.</param>
    /// <returns>True if nothing was refused.</returns>
    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Error? error)
    {
        value = Value;
        error = Error;
        return error is null;
    }

    /// <summary>A result that holds <paramref name="value"/>.</summary>
    /// <param name="value">What the caller gets.</param>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refused result.</summary>
    /// <param name="error">Why it was refused.</param>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
