const day = 24 * 3600 * 1000;

type Person = [
  first: string,
  last: string,
  company: string,
  title: string,
  status: "lead" | "qualified" | "customer" | "inactive",
  tags: string[],
  daysAgo: number,
];

const known: Person[] = [
  ["Amara", "Okafor", "Lumen Architects", "Studio manager", "customer", ["customer", "newsletter"], 88],
  ["Jonas", "Weber", "Weber & Söhne", "Owner", "customer", ["customer"], 81],
  ["Sofia", "Marchetti", "Casa Marchetti", "Head of marketing", "qualified", ["newsletter", "webinar"], 74],
  ["Liam", "O'Connor", "Harbour Foods", "Operations lead", "lead", ["newsletter"], 70],
  ["Yuki", "Tanaka", "Tanaka Print", "Director", "qualified", ["webinar"], 63],
  ["Priya", "Raman", "Saffron Events", "Founder", "customer", ["customer", "referral"], 58],
  ["Mateo", "Fernández", "Fernández Legal", "Partner", "lead", [], 55],
  ["Chloé", "Dubois", "Atelier Dubois", "Art director", "lead", ["newsletter"], 49],
  ["نور", "الهاشمي", "Dar Al Noor", "Owner", "lead", ["referral"], 44],
  ["Henrik", "Sørensen", "Fjord Cycling", "Shop manager", "inactive", ["newsletter"], 41],
  ["Grace", "Mbeki", "Mbeki Consulting", "Consultant", "qualified", ["webinar", "referral"], 37],
  ["Tomasz", "Kowalski", "Kowalski Ceramics", "Owner", "lead", [], 33],
  ["Elena", "Petrova", "Petrova Dance", "Founder", "lead", ["newsletter"], 30],
  ["Daniel", "Kim", "Bright Dental", "Practice manager", "qualified", ["webinar"], 26],
  ["Isabella", "Rossi", "Rossi Gelato", "Marketing", "lead", ["newsletter"], 22],
  ["Samuel", "Adeyemi", "Adeyemi Music", "Producer", "lead", [], 19],
  ["Freya", "Lindholm", "Lindholm Interiors", "Designer", "customer", ["customer", "newsletter"], 15],
  ["Oscar", "Van den Berg", "Tulp Travel", "Owner", "lead", ["referral"], 12],
  ["Maryam", "Hosseini", "Hosseini Optics", "Manager", "lead", ["newsletter"], 9],
  ["Lucas", "Silva", "Silva Surf School", "Founder", "qualified", ["webinar"], 6],
];

/** Contacts the demo workspace has had for a while. @param now milliseconds since the epoch */
export function contactsOf(now: number) {
  return known.map(([first_name, last_name, company, job_title, status, tags, daysAgo], i) => ({
    first_name,
    last_name,
    company,
    job_title,
    status,
    tags,
    email: `contact${i + 1}@${company
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z]+/g, "-")
      .replace(/^-+|-+$/g, "")}.example`,
    source: i % 3 === 0 ? "import" : i % 3 === 1 ? "webinar" : "referral",
    created_at: new Date(now - daysAgo * day - i * 3_700_000).toISOString(),
  }));
}

type Request = [
  first: string,
  last: string,
  company: string,
  budget: "under_1k" | "1k_10k" | "over_10k",
  message: string,
  consent: boolean,
];

const requests: Request[] = [
  ["Nadia", "Haddad", "Haddad Bakery", "1k_10k", "We want to fill quiet weekdays.", true],
  ["Ben", "Carter", "Carter Roofing", "over_10k", "A site and follow-up for three regions.", true],
  ["Aiko", "Mori", "Mori Tea", "under_1k", "A small shop with a monthly tasting.", false],
  ["Viktor", "Novak", "Novak Fitness", "1k_10k", "Trial memberships that turn into members.", true],
  ["Zanele", "Dlamini", "Dlamini Law", "over_10k", "Intake for new clients, without phone tag.", false],
  ["Pierre", "Laurent", "Laurent Vins", "under_1k", "Tell regulars about new arrivals.", true],
  ["Hanna", "Keller", "Keller Physio", "1k_10k", "Reminders that people actually read.", true],
];

/** Answers to the demo form, as visitors would send them. */
export function answersOf() {
  return requests.map(([first_name, last_name, company, budget, message, consent]) => ({
    first_name,
    last_name,
    company,
    budget,
    message,
    consent,
    email: `${first_name}.${last_name}@${company.toLowerCase().replace(/[^a-z]+/g, "-")}.example`.toLowerCase(),
  }));
}
