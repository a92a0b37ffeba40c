// The control API of the demo.

export async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: body instanceof FormData ? {} : { "Content-Type": "application/json" },
    body: body instanceof FormData ? body : JSON.stringify(body),
  };
  const answer = await fetch(`/demo/${path}`, options);
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error || answer.statusText);
  return content;
}

export const act = (name, given) => ask(`act/${name}`, given);

// Calls `tell` with every event after `seq`; `trouble(true)` while the line is down.
export function listen(seq, tell, trouble) {
  const stream = new EventSource(`/demo/events?since=${seq}`);
  stream.onmessage = (event) => tell(JSON.parse(event.data));
  stream.onopen = () => trouble(false);
  stream.onerror = () => trouble(true);
}
