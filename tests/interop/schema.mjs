// As much of JSON Schema as /api/openapi.json uses. Says what is wrong, or nothing; `seen` gathers each field that was there.
export function fault(schema, value, document, seen = new Set(), at = '') {
  if (schema.$ref) {
    const key = schema.$ref.split('/').at(-1);
    return fault(document.components.schemas[key], value, document, seen, `${key}`);
  }
  if (!schema.type) return null;
  const is = { object: (v) => typeof v === 'object' && v !== null && !Array.isArray(v), array: Array.isArray, string: (v) => typeof v === 'string',
    integer: Number.isInteger, number: (v) => typeof v === 'number', boolean: (v) => typeof v === 'boolean' }[schema.type];
  if (!is(value)) return `${at}: expected ${schema.type}, not ${JSON.stringify(value)}`;
  if (schema.enum && !schema.enum.includes(value)) return `${at}: ${value} is none of ${schema.enum}`;
  if (schema.type === 'string' && (value.length > (schema.maxLength ?? Infinity) || value.length < (schema.minLength ?? 0))) return `${at}: of ${value.length} characters`;
  if (schema.type === 'integer' && (value > schema.maximum || value < schema.minimum)) return `${at}: ${value} is out of bounds`;
  if (schema.type === 'array') {
    if (value.length > schema.maxItems) return `${at}: ${value.length} items`;
    for (const item of value) {
      const wrong = fault(schema.items, item, document, seen, `${at}[]`);
      if (wrong) return wrong;
    }
  }
  if (schema.type !== 'object' || !schema.properties) return null;
  for (const key of schema.required ?? []) if (!(key in value)) return `${at}.${key}: is missing`;
  for (const [key, item] of Object.entries(value)) {
    if (!(key in schema.properties)) return `${at}.${key}: is not documented`;
    seen.add(`${at}.${key}`);
    const wrong = fault(schema.properties[key], item, document, seen, `${at}.${key}`);
    if (wrong) return wrong;
  }
  return null;
}

// Every field that the schema has, named as `seen` names them.
export function fieldsOf(schema, document, out = new Set(), at = '') {
  if (schema.$ref) {
    const key = schema.$ref.split('/').at(-1);
    return out.has(`(${key})`) ? out : fieldsOf(document.components.schemas[key], document, out.add(`(${key})`), key);
  }
  if (schema.items) fieldsOf(schema.items, document, out, `${at}[]`);
  for (const [key, item] of Object.entries(schema.properties ?? {})) fieldsOf(item, document, out.add(`${at}.${key}`), `${at}.${key}`);
  return out;
}
