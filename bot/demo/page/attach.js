// What the paper clip offers: a photo, a made-up photo, a voice note, a document.

import { ask } from "/page/api.js";

async function sendFile(phone, sort, file, more = {}) {
  const box = phone.find("textarea");
  const form = new FormData();
  const given = { account: phone.account, chat: phone.key, sort, caption: box.value.trim(), thread: phone.thread || "", ...more };
  for (const [name, value] of Object.entries(given)) form.append(name, value);
  form.append("file", file, file.name);
  try {
    await ask("act/send_file", form);
    box.value = "";
    phone.fit();
  } catch (fault) {
    phone.toast(fault.message);
  }
}

function choose(phone, accept, use) {
  const input = phone.find(".file");
  input.accept = accept;
  input.value = "";
  input.onchange = () => { if (input.files[0]) use(input.files[0]); };
  input.click();
}

function lengthOf(file) {
  return new Promise((settle) => {
    const player = new Audio(URL.createObjectURL(file));
    player.onloadedmetadata = () => settle(Math.max(1, Math.round(player.duration) || 1));
    player.onerror = () => settle(1);
  });
}

// A drawing of a wet floor and its sign, so that nobody has to look for a photo.
function drawPhoto() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [960, 720];
  const pen = canvas.getContext("2d");
  const shape = (colour, ...points) => {
    pen.fillStyle = colour;
    pen.beginPath();
    points.forEach(([x, y]) => pen.lineTo(x, y));
    pen.fill();
  };
  shape("#dfd8c9", [0, 0], [960, 0], [960, 400], [0, 400]);
  shape("#b9a27f", [0, 400], [960, 400], [960, 720], [0, 720]);
  shape("#8a7453", [0, 388], [960, 388], [960, 408], [0, 408]);
  shape("#f3efe6", [90, 70], [300, 70], [300, 392], [90, 392]);
  shape("#c8beaa", [110, 90], [280, 90], [280, 392], [110, 392]);
  pen.fillStyle = "rgb(150 190 205 / 75%)";
  pen.beginPath();
  pen.ellipse(480, 590, 330, 80, 0, 0, 7);
  pen.fill();
  shape("#e3a400", [640, 250], [730, 250], [800, 590], [570, 590]);
  shape("#f6c32c", [650, 260], [720, 260], [775, 575], [590, 575]);
  pen.fillStyle = "#2b2410";
  pen.font = "bold 42px sans-serif";
  pen.textAlign = "center";
  pen.fillText("WET", 684, 430);
  pen.fillText("FLOOR", 684, 482);
  return new Promise((settle) => canvas.toBlob((blob) => settle(new File([blob], "floor.jpg", { type: "image/jpeg" })), "image/jpeg"));
}

export function attachItems(phone) {
  return [
    { label: "Photo", run: () => choose(phone, "image/*", (file) => sendFile(phone, "photo", file)) },
    { label: "Made-up photo of a wet floor", run: async () => sendFile(phone, "photo", await drawPhoto()) },
    {
      label: "Voice note (a sound file)",
      run: () => choose(phone, "audio/*", async (file) => sendFile(phone, "voice", file, { duration: await lengthOf(file) })),
    },
    { label: "Document", run: () => choose(phone, "", (file) => sendFile(phone, "document", file)) },
  ];
}
