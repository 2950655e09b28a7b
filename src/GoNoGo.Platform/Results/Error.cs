namespace GoNoGo.Platform.Results;

/// <summary>
/// Why something was refused: an expected outcome, not a bug. Each refusal is a record of its own with a stable code;
/// Web maps the families below to HTTP in one place.
/// </summary>
/// <param name="Code">Stable and machine-readable, in snake_case; it becomes the last segment of a problem's <c>type</c>.</param>
/// <param name="Message">One sentence for a person that says what to do. It never holds personal data.</param>
public abstract record Error(string Code, string Message);

/// <summary>A field of the request has a value that cannot be taken (HTTP 422).</summary>
/// <param name="Field">The field's name on the wire, in snake_case.</param>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">See <see cref="Error.Message"/>.</param>
public abstract record InvalidField(string Field, string Code, string Message) : Error(Code, Message);

/// <summary>What was asked for is not there, or not for this viewer; the two are never told apart (HTTP 404).</summary>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">See <see cref="Error.Message"/>.</param>
public abstract record NotFound(string Code, string Message) : Error(Code, Message);

/// <summary>The request is right but the present state forbids it (HTTP 409).</summary>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">See <see cref="Error.Message"/>.</param>
public abstract record Conflict(string Code, string Message) : Error(Code, Message);

/// <summary>The viewer may not do this, whatever the state (HTTP 403).</summary>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">See <see cref="Error.Message"/>.</param>
public abstract record Forbidden(string Code, string Message) : Error(Code, Message);

/// <summary>The sender has done this too often within a window; later it may be done again (HTTP 429).</summary>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">See <see cref="Error.Message"/>.</param>
public abstract record TooMany(string Code, string Message) : Error(Code, Message);

/// <summary>Several fields of the request cannot be taken (HTTP 422).</summary>
/// <param name="Fields">Each with its reason; at least one.</param>
public abstract record InvalidFields(IReadOnlyList<InvalidField> Fields)
    : Error(
        Fields.Count == 1 ? Fields[0].Code : "invalid_fields",
        Fields.Count == 1 ? Fields[0].Message : "Some fields cannot be taken. See each for what to do.");
