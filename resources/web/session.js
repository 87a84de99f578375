// Who is signed in, and requests in their name.
export class Refusal extends Error {
  constructor(status, error) {
    super(error?.message ?? 'The server did not answer');
    this.status = status;
    this.code = error?.code ?? 'unavailable';
  }
}

export class Session {
  constructor(token, user) {
    this.token = token;
    this.user = user;
  }

  static stored() {
    try {
      const { token, user } = JSON.parse(localStorage.getItem('hearth') ?? '{}');
      return token ? new Session(token, user) : null;
    } catch {
      return null;
    }
  }

  static async signIn(username, password) {
    const { token, user } = await new Session().call('POST', '/api/login', { username, password, device: 'Web page' });
    localStorage.setItem('hearth', JSON.stringify({ token, user }));
    return new Session(token, user);
  }

  async signOut() {
    localStorage.removeItem('hearth');
    await this.call('POST', '/api/logout').catch(() => {});
  }

  async call(method, path, body) {
    let response;
    try {
      response = await fetch(path, { method, headers: this.token ? { authorization: `Bearer ${this.token}` } : {}, body: body && JSON.stringify(body) });
    } catch {
      throw new Refusal(0);
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refusal(response.status, answer.error);
    return answer;
  }
}
